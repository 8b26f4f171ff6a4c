package dev.startupguard.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard's settings: places in order, of which the first that has a value decides. Immutable. */
public final class Settings {

    /** The file on the class path that is read where nothing overrides it. */
    public static final String FILE = "guard.properties";

    private static final Logger log = LoggerFactory.getLogger(Settings.class);

    private final List<SettingsSource> sources;

    private Settings(List<SettingsSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Settings from these places, in this order. */
    public static Settings of(SettingsSource... sources) {
        return new Settings(List.of(sources));
    }

    /**
     * System properties, then environment variables, then {@code guard.properties} on the class path.
     *
     * @throws InvalidSettingException if the file cannot be read
     */
    public static Settings standard(ClassLoader classLoader) {
        return of(
                new PropertySettings("system property", systemProperties()),
                new EnvironmentSettings(System.getenv()),
                new PropertySettings(FILE, file(classLoader)));
    }

    /** These settings after the given ones. */
    public Settings withFirst(SettingsSource first) {
        List<SettingsSource> all = new ArrayList<>(List.of(first));
        all.addAll(sources);
        return new Settings(all);
    }

    /** These settings before the given ones. */
    public Settings withLast(SettingsSource last) {
        List<SettingsSource> all = new ArrayList<>(sources);
        all.add(last);
        return new Settings(all);
    }

    /** What was configured; empty where the default holds. A blank value counts, since a list may be empty on purpose. */
    public Optional<Setting> find(GuardKey key) {
        return sources.stream()
                .map(each -> each.find(key))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What was configured or else the default; null where neither is. */
    public @Nullable String value(GuardKey key) {
        return find(key).map(Setting::value).orElse(key.defaultValue());
    }

    /**
     * Refuses names that claim to be settings and are none.
     *
     * @throws InvalidSettingException if there is such a name in a place that belongs to the guard alone
     */
    public void refuseUnknownNames() {
        for (SettingsSource source : sources) {
            for (String unknown : source.unknownNames()) {
                String message =
                        "%s (%s) is not a setting of the guard; did you mean %s? Correct or remove it. All settings: %s."
                                .formatted(unknown, source.name(), nearest(unknown), allKeys());
                if (source.refusesUnknownNames()) {
                    throw new InvalidSettingException(message);
                }
                log.warn("{}", message);
            }
        }
    }

    private static String allKeys() {
        return Arrays.stream(GuardKey.values())
                .map(GuardKey::withoutPrefix)
                .collect(Collectors.joining(", ", "guard.{", "}"));
    }

    /** A name that ends alike was probably put into the wrong group; else the fewest letters away. */
    private static String nearest(String name) {
        String unknown = name.toLowerCase(Locale.ROOT).replace('_', '.');
        String end = unknown.substring(unknown.lastIndexOf('.'));
        return Arrays.stream(GuardKey.values())
                .map(GuardKey::key)
                .min(Comparator.comparing((String each) -> !each.endsWith(end))
                        .thenComparing(each -> EditDistance.between(unknown, each)))
                .orElseThrow();
    }

    private static Map<String, String> systemProperties() {
        Properties properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(each -> each, properties::getProperty, (a, b) -> a));
    }

    private static Map<String, String> file(ClassLoader classLoader) {
        Properties properties = new Properties();
        try (InputStream in = classLoader.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "%s on the class path cannot be read (%s); expected a properties file in UTF-8. Correct or remove it."
                            .formatted(FILE, e.getMessage()));
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(each -> values.put(each, properties.getProperty(each)));
        return values;
    }
}
