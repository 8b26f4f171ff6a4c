package dev.startupguard.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
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

    /** Spring Boot reads their classes otherwise, to learn their order and whether they apply. */
    @Test
    void theConditionsOfEveryAutoConfigurationAreWrittenDown() throws IOException {
        Properties conditions = new Properties();
        Path classes = Path.of("target/classes/META-INF");
        try (Reader in = Files.newBufferedReader(classes.resolve("spring-autoconfigure-metadata.properties"))) {
            conditions.load(in);
        }
        assertThat(Files.readAllLines(
                        classes.resolve("spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports")))
                .isNotEmpty()
                .allMatch(conditions::containsKey);
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
