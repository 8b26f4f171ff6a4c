package dev.startupguard.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;

class ArchitectureTest {

    private static final String[] ACTUATORS_SIDE = {
        "dev.startupguard.spring.actuate..",
        "dev.startupguard.spring.availability..",
        "dev.startupguard.spring.metrics.."
    };

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.startupguard.spring");

    @Test
    void onlyAutoConfigurationsArePublic() {
        classes()
                .that()
                .resideInAPackage("dev.startupguard.spring..")
                .and()
                .arePublic()
                .and()
                .areNotAnnotations()
                .should()
                .beAnnotatedWith(AutoConfiguration.class)
                .check(main);
    }

    @Test
    void theGuardItselfKnowsNothingOfActuatorAndMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ACTUATORS_SIDE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot.actuate..", "org.springframework.boot.health..", "io.micrometer..")
                .check(main);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.startupguard.(**)").should().beFreeOfCycles().check(main);
    }

    @Test
    void internalsOfFlywayAndHibernateAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.flywaydb.core.internal..", "org.hibernate..internal..")
                .check(main);
    }
}
