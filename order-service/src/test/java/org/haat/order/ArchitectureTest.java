package org.haat.order;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;

@AnalyzeClasses(packages = "org.haat.order", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> ENTITY =
            DescribedPredicate.describe("entity", type -> type.isAnnotatedWith(Entity.class));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.haat.order.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_DRAWER_PACKAGES =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..shared..", "..core..");

    @ArchTest
    static final ArchRule ONLY_THE_OUTBOX_TOUCHES_KAFKA = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.apache.kafka..").or(resideInAPackage("org.eclipse.microprofile.reactive..")));

    @ArchTest
    static final ArchRule EVERY_ROUTE_SAYS_WHO_MAY_USE_IT = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .haveSimpleName("PartnerOrderResource");

    @ArchTest
    static final ArchRule ONLY_THE_SIGNED_INTAKE_IS_OPEN = methods()
            .that()
            .areAnnotatedWith(PermitAll.class)
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleName("PartnerOrderResource");

    @ArchTest
    static final ArchRule ENTITIES_NEVER_LEAVE_THE_SERVICE = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Path.class)
            .and()
            .arePublic()
            .should()
            .haveRawReturnType(are(ENTITY));

    @ArchTest
    static final ArchRule LAW_HAS_NO_NEEDS = noClasses()
            .that()
            .resideInAPackage("org.haat.order.tax..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.haat.order.order..").or(resideInAPackage("jakarta..")));

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_THEY_ARE = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util");

    @ArchTest
    static final ArchRule MACS_ARE_COMPARED_IN_CONSTANT_TIME = noClasses()
            .that()
            .haveSimpleName("Signature")
            .should()
            .callMethod(java.util.Arrays.class, "equals", byte[].class, byte[].class);
}
