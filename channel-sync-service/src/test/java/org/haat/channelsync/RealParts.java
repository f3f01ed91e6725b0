package org.haat.channelsync;

import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.haat.testsupport.IdentityResource;
import org.haat.testsupport.KafkaResource;
import org.haat.testsupport.PostgresResource;

/** The whole service on real PostgreSQL, Kafka and identity provider. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(IdentityResource.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RealParts {}
