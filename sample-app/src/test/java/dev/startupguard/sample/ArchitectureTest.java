package dev.startupguard.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "dev.startupguard.sample";

    private final JavaClasses sample = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.startupguard.(**)").should().beFreeOfCycles().check(sample);
    }

    @Test
    void nothingKnowsTheMappingOfARelease() {
        for (int release = 1; release <= 3; release++) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".release" + release)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".release" + release)
                    .check(sample);
        }
    }

    @Test
    void theGuardIsTouchedInTwoPlaces() {
        assertThat(sample.stream()
                        .filter(ArchitectureTest::usesTheGuard)
                        .map(each -> each.getName().replaceAll("\\$.*", ""))
                        .distinct()
                        .sorted())
                .containsExactly(ROOT + ".migrate.MigrateStep", ROOT + ".order.WorkPermits");
    }

    private static boolean usesTheGuard(JavaClass each) {
        return each.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getPackageName())
                .anyMatch(name -> name.startsWith("dev.startupguard") && !name.startsWith(ROOT));
    }
}
