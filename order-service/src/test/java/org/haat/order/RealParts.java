package org.haat.order;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.haat.testsupport.IdentityResource;
import org.haat.testsupport.KafkaResource;
import org.haat.testsupport.PostgresResource;

/** Runs the service on a real PostgreSQL, Kafka and identity provider, once for all test classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(value = PostgresResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = KafkaResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = IdentityResource.class, scope = TestResourceScope.GLOBAL)
public @interface RealParts {}
