package io.github.audibleabssync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;

/** Who may know whom: a pure core, the engine at the edges. */
class ArchitectureTest {

    private static final String ROOT = "io.github.audibleabssync";
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    @Test
    void theCoreKnowsNothingButTheLanguage() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".core..",
                        "java.lang..",
                        "java.text..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations..")
                .because("what decides over a listener's place knows no network, file or library")
                .check(MAIN);
    }

    @Test
    void theCoreNeverAsksForTheTime() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".core..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Instant.class, "now", Clock.class)
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .because("the time comes as a parameter")
                .check(MAIN);
    }

    @Test
    void thePracticeServersAreReachedByTheDemoOnly() {
        noClasses()
                .that(not(resideInAPackage(ROOT + ".cli.demo..")))
                .and(not(resideInAPackage(ROOT + ".practice..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".practice..")
                .check(MAIN);
    }

    @Test
    void audibleKnowsNeitherTheEngineNorTheStateNorAudiobookshelf() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".audible..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.camel..",
                        ROOT + ".camel..",
                        ROOT + ".state..",
                        ROOT + ".audiobookshelf..")
                .check(MAIN);
    }

    @Test
    void audiobookshelfKnowsNeitherTheEngineNorTheStateNorAudible() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".audiobookshelf..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.camel..",
                        ROOT + ".camel..",
                        ROOT + ".state..",
                        ROOT + ".audible..")
                .check(MAIN);
    }

    @Test
    void theStepsOfACycleDoNotKnowWhoWatchesThem() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".camel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".operations..", ROOT + ".cli..")
                .check(MAIN);
    }

    @Test
    void theTimeComesFromAClock() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".App")
                .and(not(resideInAPackage(ROOT + ".cli..")))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".App")
                .and(not(resideInAPackage(ROOT + ".cli..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }
}
