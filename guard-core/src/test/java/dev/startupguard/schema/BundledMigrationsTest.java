package dev.startupguard.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.startupguard.test.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.LaunchedClassLoader;
import org.springframework.boot.loader.net.protocol.Handlers;
import org.springframework.boot.loader.net.protocol.jar.JarUrl;

class BundledMigrationsTest {
    private static final List<String> FILES = List.of(
            "db/migration/V1__one.sql",
            "db/migration/V1_2__one_two.SQL",
            "db/migration/more/deep/V2.3__two_three.sql",
            "db/migration/B2__all.sql",
            "db/migration/V7.sql",
            "db/migration/R__my_view.sql",
            "db/migration/V8__java.class",
            "db/migration/V9__java$Nested.class",
            "db/migration/R__job.class",
            "db/migration/Validator.class",
            "db/migration/U1__undo.sql",
            "db/migration/V4__four.sql.conf",
            "db/migration/V5__five.txt",
            "db/migration/Vx__not_a_version.sql",
            "db/migration/v6__lower.sql",
            "db/migration/Rx__a_version.sql",
            "db/migration/beforeMigrate.sql",
            "db/migrations/V99__elsewhere.sql");

    @TempDir
    Path folder;

    @Test
    void aFolderOnTheClassPathIsReadWithTheFoldersBelowIt() throws IOException {
        Path classes = Files.createDirectory(folder.resolve("with space and +"));
        write(classes);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            assertFound(BundledMigrations.scan(loader, List.of("classpath:db/migration"), null));
            assertFound(BundledMigrations.scan(loader, List.of("db/migration"), null));
            assertFound(BundledMigrations.scan(loader, List.of(" classpath:/db/migration/ "), null));
        }
    }

    @Test
    void aJarIsRead() throws IOException {
        Path jar = folder.resolve("app.jar");
        Files.write(jar, zip(FILES));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertFound(BundledMigrations.scan(loader, List.of("classpath:db/migration"), null));
            // Reading it twice shows that the class loader's own jar was left open.
            assertFound(BundledMigrations.scan(loader, List.of("classpath:db/migration"), null));
        }
    }

    @Test
    void theJarsAndTheClassesInSpringBootsExecutableJarAreRead() throws IOException {
        Path app = folder.resolve("app.jar");
        try (OutputStream file = Files.newOutputStream(app);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            folderEntry(zip, "BOOT-INF/");
            folderEntry(zip, "BOOT-INF/classes/");
            folderEntry(zip, "BOOT-INF/classes/db/");
            folderEntry(zip, "BOOT-INF/classes/db/migration/");
            stored(zip, "BOOT-INF/classes/db/migration/V20__in_classes.sql", new byte[] {1});
            folderEntry(zip, "BOOT-INF/lib/");
            stored(zip, "BOOT-INF/lib/library.jar", zip(FILES));
        }
        Handlers.register();
        URL[] urls = {
            JarUrl.create(app.toFile(), "BOOT-INF/classes/"), JarUrl.create(app.toFile(), "BOOT-INF/lib/library.jar")
        };
        try (LaunchedClassLoader loader = new LaunchedClassLoader(false, urls, null)) {
            BundledMigrations bundled = BundledMigrations.scan(loader, List.of("classpath:db/migration"), null);
            assertThat(versions(bundled)).containsExactly("1", "1.2", "2", "2.3", "7", "8", "20");
            assertThat(bundled.repeatables()).containsExactly("job", "my view");
        }
    }

    @Test
    void severalLocationsAreOneSetAndTheVendorIsReplaced() throws IOException {
        write(folder);
        Files.createDirectories(folder.resolve("db/h2"));
        Files.writeString(folder.resolve("db/h2/V30__for_h2.sql"), "");
        BundledMigrations bundled = BundledMigrations.scan(
                getClass().getClassLoader(),
                List.of("filesystem:" + folder + "/db/{vendor}", "filesystem:" + folder + "/db/migrations"),
                "h2");
        assertThat(versions(bundled)).containsExactly("30", "99");
        assertThat(bundled.highest()).hasToString("99");
    }

    @Test
    void wildcardsAreFlyways() throws IOException {
        for (String file :
                List.of("a/one/V1__x.sql", "a/two/V2__x.sql", "b/one/V3__x.sql", "V4__x.sql", "a/V5__y.sql")) {
            Path path = folder.resolve("db").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "SELECT 1;");
        }
        for (String pattern : List.of("/*/one", "/**/one", "/**/V?__x.sql", "/a/*", "/**", "/?/one", "/a/t*o")) {
            String location = "filesystem:" + folder + "/db" + pattern;
            assertThat(versions(BundledMigrations.scan(getClass().getClassLoader(), List.of(location), null)))
                    .as(pattern)
                    .isEqualTo(flywaysVersions(location, getClass().getClassLoader()));
        }
    }

    @Test
    void hiddenFoldersOfAMountedConfigMapArePassedOverAndItsLinksFollowed() throws IOException {
        Path data = Files.createDirectory(folder.resolve("..2026"));
        Files.writeString(data.resolve("V1__x.sql"), "");
        Files.writeString(data.resolve("V2__old_copy.sql"), "");
        Files.createSymbolicLink(folder.resolve("V1__x.sql"), data.resolve("V1__x.sql"));
        assertThat(versions(BundledMigrations.scan(getClass().getClassLoader(), List.of("filesystem:" + folder), null)))
                .containsExactly("1");
    }

    @Test
    void flywayFindsTheSameMigrations() throws IOException {
        List<String> sql =
                FILES.stream().filter(name -> !name.endsWith(".class")).toList();
        Path jar = folder.resolve("app.jar");
        Files.write(jar, zip(sql));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(versions(BundledMigrations.scan(loader, List.of("classpath:db/migration"), null)))
                    .isEqualTo(flywaysVersions("classpath:db/migration", loader));
        }
    }

    @Test
    void aLocationThatIsNotOnTheClassPathHasNoMigrations() {
        BundledMigrations none =
                BundledMigrations.scan(getClass().getClassLoader(), List.of("classpath:nowhere"), null);
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.highest()).isNull();
    }

    @Test
    void aMissingFolderInTheFileSystemIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path path : List.of(folder.resolve("missing"), file)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            BundledMigrations.scan(getClass().getClassLoader(), List.of("filesystem:" + path), null))
                    .withMessage("The migration location 'filesystem:" + path + "' is no folder: " + path
                            + " does not exist or is a file. Expected a folder with migrations; correct"
                            + " guard.schema.locations.");
        }
    }

    @Test
    void anUnknownKindOfLocationIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BundledMigrations.scan(getClass().getClassLoader(), List.of("s3:bucket/x"), null))
                .withMessage("Unsupported migration location 's3:bucket/x'. Expected classpath:… or filesystem:… in"
                        + " guard.schema.locations.");
    }

    @Test
    void anUnsupportedProtocolOnTheClassPathIsNamed() {
        ClassLoader loader = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return Collections.enumeration(List.of(url("vfs:/deployment/" + name)));
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BundledMigrations.scan(loader, List.of("db/migration"), null))
                .withMessage(
                        "The migration location 'db/migration' is on the class path under the unsupported protocol"
                                + " 'vfs'. Expected a folder or a jar; name a folder with filesystem:… in guard.schema.locations.");
    }

    @Test
    void theSetsCannotBeChanged() {
        TreeSet<SchemaVersion> versions = new TreeSet<>(List.of(SchemaVersion.of("1")));
        BundledMigrations bundled = new BundledMigrations(versions, Collections.emptySet());
        versions.add(SchemaVersion.of("2"));
        assertThat(bundled.versions()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> bundled.versions().clear());
    }

    private static void assertFound(BundledMigrations bundled) {
        assertThat(versions(bundled)).containsExactly("1", "1.2", "2", "2.3", "7", "8");
        assertThat(bundled.repeatables()).containsExactly("job", "my view");
    }

    private static List<String> versions(BundledMigrations bundled) {
        return bundled.versions().stream().sorted().map(SchemaVersion::toString).toList();
    }

    private static List<String> flywaysVersions(String location, ClassLoader loader) {
        var database = TestDatabase.H2.create();
        MigrationInfo[] all = Flyway.configure(loader)
                .dataSource(database.url(), database.user(), database.password())
                .locations(location)
                .load()
                .info()
                .all();
        TreeSet<SchemaVersion> versions = new TreeSet<>();
        for (MigrationInfo info : all) {
            if (info.getVersion() != null) {
                versions.add(SchemaVersion.of(info.getVersion().toString()));
            }
        }
        return versions.stream().map(SchemaVersion::toString).toList();
    }

    private static void write(Path root) throws IOException {
        for (String file : FILES) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "SELECT 1;");
        }
    }

    private static byte[] zip(List<String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("db/", "db/migration/", "db/migration/more/", "db/migrations/")) {
                folderEntry(zip, name);
            }
            for (String file : files) {
                stored(zip, file, "SELECT 1;".getBytes());
            }
        }
        return bytes.toByteArray();
    }

    private static void folderEntry(ZipOutputStream zip, String name) throws IOException {
        stored(zip, name, new byte[0]);
    }

    /** Spring Boot nests jars uncompressed. */
    private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static URL url(String text) throws IOException {
        return new URL(null, text, new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(new byte[0]);
                    }
                };
            }
        });
    }
}
