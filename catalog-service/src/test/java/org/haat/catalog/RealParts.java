package org.haat.catalog;

import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.haat.testsupport.IdentityResource;
import org.haat.testsupport.KafkaResource;
import org.haat.testsupport.PostgresResource;

/** Runs a test of the whole service on a real PostgreSQL, Kafka and identity provider. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(IdentityResource.class)
public @interface RealParts {}
