package org.haat.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "org.haat.catalog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("org.haat.catalog.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_PACKAGE_WITHOUT_A_JOB =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..core..", "..shared..");

    @ArchTest
    static final ArchRule ONLY_THE_OUTBOX_TOUCHES_KAFKA =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule THE_GATE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("..listing.gate..")
            .and()
            .doNotHaveSimpleName("Rulebooks")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.hibernate..", "java.sql..", "org.haat.outbox..");

    @ArchTest
    static final ArchRule ENTITIES_STAY_INSIDE = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Resource")
            .should(notSpeakOfEntities());

    private static ArchCondition<JavaMethod> notSpeakOfEntities() {
        return new ArchCondition<>("not take or return entities") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream<JavaClass> types = Stream.concat(
                        method.getReturnType().getAllInvolvedRawTypes().stream(),
                        method.getRawParameterTypes().stream());
                types.filter(type -> type.isAnnotatedWith(Entity.class))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " speaks of the entity " + type.getSimpleName())));
            }
        };
    }
}
