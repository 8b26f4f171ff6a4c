package dev.startupguard.servlet;

import static dev.startupguard.servlet.HandlerRule.Effect.BY_METHOD;
import static dev.startupguard.servlet.HandlerRule.Effect.READS;
import static dev.startupguard.servlet.HandlerRule.Effect.WRITES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.startupguard.servlet.HandlerRule.Effect;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlerRulesTest {

    private static final Set<String> SERVLETS = Set.of("dispatcher");

    @Test
    void withoutHandlersNothingIsKnown() {
        assertThat(HandlerRules.NONE.write(request("GET", "/caf%C3%A9"))).isFalse();
        assertThat(HandlerRules.NONE.read(request("POST", "/a"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /leave, true",
        "GET, /Leave/, true",
        "GET, /stay, false",
        "HEAD, /leave, true",
        "OPTIONS, /leave, false",
        "POST, /leave, false",
        "GET, /leave;a=b, true",
        "GET, //leave, true",
        "GET, /x/../leave, true",
        "GET, /l%65ave, true",
        "GET, /stay;a=b, true",
        "GET, /caf%C3%A9, true",
        "GET, /lists/7/leave, true",
        "GET, /lists/7/stay, false",
        "GET, /everything, false",
        "OPTIONS, /any, true",
        "PROPFIND, /any, true",
    })
    void whatCouldBeForAHandlerThatWritesWrites(String method, String path, boolean expected) {
        HandlerRules rules = rules(
                new HandlerRule("leave", 0, Set.of("GET", "HEAD"), "/leave", false, WRITES),
                new HandlerRule("lists", 0, Set.of("GET", "HEAD"), "/lists/{id}/leave", true, WRITES),
                new HandlerRule("any", 0, Set.of(), "/any", false, WRITES),
                rule("GET", "/{everything}", BY_METHOD));
        assertThat(rules.write(request(method, path))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /search, true",
        "PUT, /search, false",
        "post, /search, false",
        "POST, /Search, false",
        "POST, /search/, false",
        "POST, /search;a=b, false",
        "POST, //search, false",
        "POST, /./search, false",
        "POST, /se%61rch, false",
        "POST, /find/x, true",
        "POST, /find/caf%C3%A9, false",
        "POST, /find/b, false",
        "POST, /find/B, false",
        "POST, /find/b/, false",
        "POST, /find/x/, false",
        "POST, /graphql, true",
        "DELETE, /graphql, true",
        "POST, /other, false",
        "PATCH, /notes/7, true",
        "PATCH, /notes/%2f, false",
        "PATCH, /notes/7;a=b, false",
        "PATCH, /notes/.., false",
    })
    void onlyWhatIsSurelyForAHandlerThatReadsReads(String method, String path, boolean expected) {
        HandlerRules rules = rules(
                rule("POST", "/search", READS),
                rule("POST", "/find/{what}", READS),
                rule("POST", "/find/b", BY_METHOD),
                rule("PUT", "/find/{what}", BY_METHOD),
                rule("POST", "/other", BY_METHOD),
                rule("PATCH", "/notes/{id}", READS), // the only one of its method
                new HandlerRule("graphql", 0, Set.of(), "/graphql", false, READS));
        HttpServletRequest request = request(method, path);
        assertThat(rules.read(request)).isEqualTo(expected);
        assertThat(rules.write(request)).isFalse();
    }

    @Test
    void aPlainPathGoesBeforeThePatternsOfItsGroup() {
        HandlerRules rules = rules(
                rule("POST", "/people/search", READS),
                rule("POST", "/people/{id}", BY_METHOD),
                rule("GET", "/people/list", READS),
                rule("GET", "/people/{id}", WRITES));
        assertThat(rules.read(request("POST", "/people/search"))).isTrue();
        assertThat(rules.read(request("POST", "/people/7"))).isFalse();
        assertThat(rules.write(request("GET", "/people/list"))).isFalse();
        assertThat(rules.write(request("GET", "/people/List"))).isTrue();
        assertThat(rules.write(request("GET", "/people/7"))).isTrue();
    }

    @Test
    void ofPatternsTheOneThatWritesCounts() {
        HandlerRules rules = rules(
                rule("POST", "/{kind}/search", READS),
                rule("POST", "/people/{what}", WRITES),
                rule("GET", "/{kind}/list", READS),
                rule("GET", "/people/{id}", WRITES));
        assertThat(rules.read(request("POST", "/things/search"))).isTrue();
        assertThat(rules.read(request("POST", "/people/search"))).isFalse();
        assertThat(rules.write(request("POST", "/people/search"))).isTrue();
        assertThat(rules.write(request("GET", "/people/list"))).isTrue();
    }

    /** Its requests may come to another one. */
    @ParameterizedTest
    @CsvSource({
        "1, /people/search, false, /people/{id}", // another group
        "0, /people/search, true, /people/{id}", // leaves some to others
        "0, /people/search, false, /people/search",
        "0, /people/search, false, /People/Search/",
        "0, /people/search/, false, /people/search",
        "0, /people/{id}, false, /people/{id}",
        "0, /people/{id}, false, /{kind}/{id:[0-9]+}",
        "0, /people/**, false, /**",
    })
    void aReaderAllOfWhoseRequestsAWriterCouldGetIsRefusedByBothNames(
            int group, String path, boolean isConditional, String writersPath) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> rules(
                        new HandlerRule("Search#find", group, Set.of("POST"), path, isConditional, READS),
                        new HandlerRule("People#save", 0, Set.of("POST"), writersPath, false, BY_METHOD)))
                .withMessageStartingWith("Search#find only reads, and has the path '" + path
                        + "', but People#save writes and has '" + writersPath + "'; expected none");
    }

    /** It may change nothing there, and a GET needs no leave. */
    @Test
    void ofSafeMethodsNoReaderIsRefused() {
        HandlerRules rules = rules(rule("GET", "/people/{id:[0-9]+}", READS), rule("GET", "/people/{id}", WRITES));
        assertThat(rules.write(request("GET", "/people/7"))).isTrue();
    }

    @Test
    void aReaderWithAPatternThatIsNotUnderstoodIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> rules(rule("POST", "/people/{id:[0-9]+}", READS)))
                .withMessage("POST /people/{id:[0-9]+} only reads, and has the path '/people/{id:[0-9]+}';"
                        + " expected plain segments, {name} or * for one, and ** or {*name} as the last.");
    }

    /** The container has given it to another servlet already, or will. */
    @Test
    void onlyRequestsForTheServletOfTheHandlersRead() {
        HandlerRules rules = rules(rule("POST", "/{any}", READS), rule("POST", "/api/{any}", READS));
        assertThat(rules.read(WritingRequest.of("other", "POST", "/ctx", "/a", "/a", null)))
                .isFalse();
        assertThat(rules.read(WritingRequest.of(null, "POST", "/ctx", "/a", "/a", null)))
                .isFalse();
        assertThat(rules.read(WritingRequest.of("POST", "/ctx", "/a", "/welcome", null)))
                .as("dispatched as another")
                .isFalse();
        assertThat(rules.read(WritingRequest.of("POST", "/ctx", "/api/a", "/api", "/a")))
                .isTrue();
    }

    private static HandlerRule rule(String method, String path, Effect effect) {
        return new HandlerRule(method + " " + path, 0, Set.of(method), path, false, effect);
    }

    private static HandlerRules rules(HandlerRule... handlers) {
        return new HandlerRules(List.of(handlers), SERVLETS);
    }

    private static HttpServletRequest request(String method, String path) {
        return WritingRequest.of(method, "/ctx", path, path, null);
    }
}
