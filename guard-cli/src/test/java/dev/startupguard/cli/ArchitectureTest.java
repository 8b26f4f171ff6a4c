package dev.startupguard.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.startupguard.cli");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.startupguard.cli.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void commandsDoNotKnowEachOther() {
        slices().matching("dev.startupguard.cli.(check|init|floor|lint|migrate|script)..")
                .should()
                .notDependOnEachOther()
                .check(classes);
    }

    @Test
    void flywaysInternalsHaveOneDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.startupguard.cli.flyway")
                .and()
                // Flyway's names of environment variables.
                .doNotHaveSimpleName("FlywayProperties")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.flywaydb.core.internal..")
                .check(classes);
    }
}
