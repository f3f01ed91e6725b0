package org.haat.channelsync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "org.haat.channelsync", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** What partners' folders may share. */
    private static final String SHARED = "org.haat.channelsync.channel.http..";

    @ArchTest
    static final ArchRule channelsKnowNoDatabaseNoWebFrameworkAndNoInjection = noClasses()
            .that()
            .resideInAPackage("..channelsync.channel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..", "io.quarkus..", "java.sql..", "javax.sql..", "org.hibernate..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule channelsKnowNothingOfTheEngine = classes()
            .that()
            .resideInAPackage("..channelsync.channel..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.or(
                    DescribedPredicate.not(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                            "org.haat.channelsync..")),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage("..channelsync.channel..")));

    @ArchTest
    static final ArchRule partnersKnowNothingOfOneAnother = slices().matching("org.haat.channelsync.channel.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(SHARED));

    @ArchTest
    static final ArchRule onlyTheAssemblyNamesAPartner = noClasses()
            .that()
            .resideOutsideOfPackage("..channelsync.channel..")
            .and()
            .doNotHaveSimpleName("ChannelAssembly")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..channel.amazon..", "..channel.csvdrop..", "..channel.flipkart..", "..channel.memory..");

    @ArchTest
    static final ArchRule nobodyTouchesKafkaHere =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("org.haat.channelsync.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreNamedForTheirJob = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..misc..", "..core..");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should(new com.tngtech.archunit.lang.ArchCondition<>("be called after nothing in particular") {
                private final Set<String> empty = Set.of("Impl", "Manager", "Helper", "Util", "Utils");

                @Override
                public void check(
                        com.tngtech.archunit.core.domain.JavaClass type,
                        com.tngtech.archunit.lang.ConditionEvents events) {
                    boolean named = empty.stream().anyMatch(type.getSimpleName()::endsWith);
                    events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(type, named, type.getName()));
                }
            });
}
