package dev.startupguard.servlet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the module may use, and what it shows. */
class ArchitectureTest {

    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.startupguard.servlet");

    @Test
    void needsTheServletApiAndTheCoreAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "javax.naming..",
                        "javax.sql..",
                        "jakarta.servlet..",
                        "dev.startupguard..",
                        "org.slf4j..",
                        "org.jspecify.."))
                .check(module);
    }

    @Test
    void showsTheFilterWithItsPathsAndHandlersAndTheInitializerAlone() {
        assertThat(module)
                .filteredOn(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder("GuardFilter", "ExemptPaths", "HandlerRule", "Effect", "GuardInitializer");
    }
}
