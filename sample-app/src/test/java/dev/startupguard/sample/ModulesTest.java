package dev.startupguard.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds of all modules together, which the sample application has on its class path. */
class ModulesTest {

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.startupguard");

    @Test
    void aPackageBelongsToOneModuleSoThatNobodyGetsAtWhatIsPackagePrivateInAnother() {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (JavaClass each : all) {
            modules.computeIfAbsent(each.getPackageName(), name -> new TreeSet<>())
                    .add(moduleOf(each));
        }
        assertThat(modules).containsKeys("dev.startupguard", "dev.startupguard.servlet", "dev.startupguard.spring");
        assertThat(modules.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    }

    @Test
    void everyPackageIsNullMarked() throws ClassNotFoundException {
        Set<String> packages = new TreeSet<>();
        all.forEach(each -> packages.add(each.getPackageName()));
        for (String name : packages) {
            assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
                    .as(name)
                    .isTrue();
        }
    }

    private static String moduleOf(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        return uri.substring(0, uri.length() - (type.getName().length() + ".class".length()));
    }
}
