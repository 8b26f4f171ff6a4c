package dev.startupguard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArchitectureTest {

    private static final String ROOT = "dev.startupguard";
    private static final List<String> FEATURES =
            List.of("schema", "automigration", "maintenance", "warmup", "traffic", "bypass");

    private final JavaClasses core = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(core);
    }

    @ParameterizedTest
    @FieldSource("FEATURES")
    void aFeatureImportsNoOtherFeatureAndNotTheRoot(String feature) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + feature)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others(feature))
                .check(core);
    }

    @Test
    void settingsStandBelowEverythingElse() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".settings")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".settings", "java..", "javax.crypto..", "org.slf4j..", "org.jspecify..")
                .check(core);
    }

    @Test
    void coreImportsNeitherServletNorSpring() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.springframework..")
                .check(core);
    }

    @Test
    void optionalDependenciesAreTouchedInOnePlaceEach() {
        assertThat(usersOf("org.flywaydb.")).containsExactly("dev.startupguard.GuardedFlyway");
        assertThat(usersOf("org.hibernate.")).allMatch(name -> name.startsWith(ROOT + ".automigration."));
        assertThat(usersOf("jakarta.persistence.")).allMatch(name -> name.startsWith(ROOT + ".warmup."));
    }

    @Test
    void everyPackageIsNullMarked() throws ClassNotFoundException {
        for (String name :
                core.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new))) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    private List<String> usersOf(String prefix) {
        return core.stream()
                .filter(each -> each.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getName().startsWith(prefix)))
                .map(each -> each.getName().replaceAll("\\$.*", ""))
                .distinct()
                .sorted()
                .toList();
    }

    private static String[] others(String feature) {
        return Stream.concat(
                        Stream.of(ROOT),
                        FEATURES.stream().filter(each -> !each.equals(feature)).map(each -> ROOT + "." + each))
                .toArray(String[]::new);
    }
}
