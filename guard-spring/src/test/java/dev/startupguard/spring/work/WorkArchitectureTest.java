package dev.startupguard.spring.work;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;

class WorkArchitectureTest {

    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.startupguard.spring");

    @Test
    void onlyAnnotationsAndTheAutoConfigurationArePublic() {
        classes()
                .that()
                .resideInAPackage("dev.startupguard.spring.work")
                .and()
                .arePublic()
                .and()
                .areNotAnnotations()
                .should()
                .beAnnotatedWith(AutoConfiguration.class)
                .check(main);
    }

    @Test
    void theRestOfTheAutoConfigurationDoesNotKnowOfIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.startupguard.spring.work")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.startupguard.spring.work")
                .check(main);
    }
}
