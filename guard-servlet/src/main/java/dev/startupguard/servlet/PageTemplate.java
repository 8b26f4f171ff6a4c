package dev.startupguard.servlet;

import dev.startupguard.settings.GuardKey;
import dev.startupguard.settings.InvalidSettingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTML page with places for values: <code>{{name}}</code> is replaced by the escaped value, <code>{{#name}}...{{/name}}</code>
 * is kept only where the value is not empty. Immutable.
 */
final class PageTemplate {

    /** What the name of a place begins with that holds the word for another. */
    static final String LABEL = "label-";

    static final Set<String> NAMES = Set.of(
            "lang",
            "dir",
            "title",
            "text",
            "reason",
            "since",
            "since-iso",
            "until",
            "until-iso",
            "overdue",
            "unsent",
            "unsent-advice",
            "refresh",
            "look-now",
            LABEL + "reason",
            LABEL + "since",
            LABEL + "until",
            LABEL + "refresh");

    private static final String BUILT_IN = "closed.html";
    private static final int LONGEST = 1024 * 1024;
    private static final Pattern SECTION = Pattern.compile("\\{\\{#([^{}]*)}}(.*?)\\{\\{/\\1}}", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern STYLE =
            Pattern.compile("<style[^>]*>(.*?)</style>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern LANGUAGE = Pattern.compile(
            "<html[^>]*\\slang\\s*=\\s*[\"']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)", Pattern.CASE_INSENSITIVE);

    private final String html;
    private final String contentSecurityPolicy;
    private final @Nullable String language;

    private PageTemplate(String html, String defaultPolicy) {
        this.html = html;
        this.contentSecurityPolicy = defaultPolicy + "; style-src" + styleHashes(html);
        this.language = html.contains("{{lang}}") ? null : writtenLanguage(html);
    }

    static PageTemplate builtIn() {
        return builtIn(BUILT_IN, "default-src 'none'");
    }

    /** A page of this jar, with a policy that needs nothing but the hashes of its styles. */
    static PageTemplate builtIn(String name, String policy) {
        try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return new PageTemplate(text(in.readNBytes(LONGEST)), policy);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The guard's own page is not in its jar; expected " + name + ". Repack it.", e);
        }
    }

    /**
     * The page at a {@code classpath:} or {@code file:} location. It may show pictures and fonts of its own site; styles only
     * inside its {@code style} elements, and no scripts.
     *
     * @throws InvalidSettingException if it cannot be read, or has a place that has no value
     */
    static PageTemplate at(String location, ClassLoader classLoader) {
        String html;
        try {
            html = text(read(location, classLoader));
        } catch (IOException e) {
            throw refused(location, "cannot be read (" + reason(e) + ")", e);
        }
        String unknown = firstUnknownPlace(html);
        if (unknown != null) {
            throw refused(location, "has the placeholder {{" + unknown + "}}", null);
        }
        return new PageTemplate(html, "default-src 'none'; img-src 'self' data:; font-src 'self' data:");
    }

    /** The one language that the page is written in; null where it follows the reader, with a place for {@code lang}. */
    @Nullable
    String language() {
        return language;
    }

    String contentSecurityPolicy() {
        return contentSecurityPolicy;
    }

    /** The page with these values; names without a value count as empty. */
    String render(Map<String, String> values) {
        String kept = SECTION.matcher(html)
                .replaceAll(section -> values.getOrDefault(section.group(1), "").isEmpty()
                        ? ""
                        : Matcher.quoteReplacement(section.group(2)));
        return PLACE.matcher(kept)
                .replaceAll(
                        place -> Matcher.quoteReplacement(HtmlText.escape(values.getOrDefault(place.group(1), ""))));
    }

    private static byte[] read(String location, ClassLoader classLoader) throws IOException {
        byte[] bytes;
        if (location.startsWith("file:")) {
            try (InputStream in = Files.newInputStream(Path.of(location.substring("file:".length())))) {
                bytes = in.readNBytes(LONGEST + 1);
            }
        } else {
            String name = location.substring("classpath:".length());
            try (InputStream in = classLoader.getResourceAsStream(name.startsWith("/") ? name.substring(1) : name)) {
                if (in == null) {
                    throw new FileNotFoundException("it is not on the class path");
                }
                bytes = in.readNBytes(LONGEST + 1);
            }
        }
        if (bytes.length > LONGEST) {
            throw new IOException("it has more than 1 MiB");
        }
        return bytes;
    }

    /** Line ends as an HTML parser will see them, or the style's hash would not be the browser's. */
    private static String text(byte[] utf8) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString()
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    private static @Nullable String firstUnknownPlace(String html) {
        Matcher place = PLACE.matcher(SECTION.matcher(html).replaceAll("{{$1}}$2"));
        while (place.find()) {
            if (!NAMES.contains(place.group(1))) {
                return place.group(1);
            }
        }
        return null;
    }

    private static String writtenLanguage(String html) {
        Matcher language = LANGUAGE.matcher(html);
        return language.find() ? language.group(1) : "en";
    }

    private static String styleHashes(String html) {
        StringBuilder hashes = new StringBuilder();
        Matcher style = STYLE.matcher(html);
        while (style.find()) {
            byte[] hash = sha256(style.group(1).getBytes(StandardCharsets.UTF_8));
            hashes.append(" 'sha256-")
                    .append(Base64.getEncoder().encodeToString(hash))
                    .append('\'');
        }
        return hashes.isEmpty() ? " 'none'" : hashes.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : e instanceof java.nio.charset.CharacterCodingException
                        ? "it is not UTF-8"
                        : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static InvalidSettingException refused(String location, String found, @Nullable Exception cause) {
        InvalidSettingException refusal = new InvalidSettingException(
                "%s is '%s', which %s; expected an HTML file in UTF-8 with no placeholders but %s. Correct the file or the setting, or remove it to use the built-in page."
                        .formatted(
                                GuardKey.MAINTENANCE_PAGE.key(),
                                location,
                                found,
                                String.join(", ", NAMES.stream().sorted().toList())));
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
