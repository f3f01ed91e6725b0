package org.haat.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.haat.sandbox", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.haat.sandbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule oneMarketplaceKnowsNothingOfTheOther = noClasses()
            .that()
            .resideInAPackage("..amazon..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..flipkart..", "..control..");

    @ArchTest
    static final ArchRule andTheOtherWayRound = noClasses()
            .that()
            .resideInAPackage("..flipkart..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..amazon..", "..control..");

    @ArchTest
    static final ArchRule onlyTheDoorKnowsTheServer = noClasses()
            .that()
            .resideOutsideOfPackages("..http..", "org.haat.sandbox")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule theSandboxIsNoPartOfHaat = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.haat.event..", "org.haat.catalog..", "org.haat.order..", "org.haat.channelsync..");
}
