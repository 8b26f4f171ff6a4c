package dev.startupguard.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8 | HTML
                    text/html                                             | HTML
                    TEXT/HTML ; charset=utf-8                             | HTML
                    text/html, */*                                        | HTML
                    */*, text/html                                        | HTML
                    application/json, text/plain, */*                     | PROBLEM
                    application/json                                      | PROBLEM
                    application/problem+json                              | PROBLEM
                    application/vnd.api+json                              | PROBLEM
                    application/*                                         | PROBLEM
                    */*                                                   | PROBLEM
                    text/html;q=0.5, application/json                     | PROBLEM
                    text/html;q=0.5, application/json;q=0.4               | HTML
                    text/html;q=0, */*                                    | PROBLEM
                    text/html;q=0                                         | TEXT
                    application/json;q=0, */*                             | TEXT
                    text/plain, text/*, */*                               | TEXT
                    text/*                                                | TEXT
                    text/plain                                            | TEXT
                    text/plain;q=0.2, text/html;q=0.3                     | HTML
                    image/avif,image/webp                                 | TEXT
                    application/xml                                       | TEXT
                    text/html, application/json                           | HTML
                    application/json, text/html                           | PROBLEM
                    text/htmlx                                            | TEXT
                    text/html;level=1;q=0.1, application/json;q=0.2       | PROBLEM
                    text/html;q=2, application/json;q=0.1                 | PROBLEM
                    text/html;q=x, application/json;q=0.1                 | PROBLEM
                    text/html;q=0.001                                     | HTML
                    text/html;q=1.000, application/json;q=0.999           | HTML
                    ,,  ,text/html                                        | HTML
                    ;;;                                                   | PROBLEM
                    """)
    void picksTheFormThatTheSenderCanReadBest(String accept, Representation expected) {
        AcceptedTypes accepted = new AcceptedTypes();
        accepted.add(accept);
        assertThat(accepted.preferred()).isEqualTo(expected);
    }

    @Test
    void withoutTheHeaderAnythingIsAcceptedAndProgramsAreAssumed() {
        assertThat(new AcceptedTypes().preferred()).isEqualTo(Representation.PROBLEM);
    }

    @Test
    void headersThatAreSentTwiceCountTogether() {
        AcceptedTypes accepted = new AcceptedTypes();
        accepted.add("application/json;q=0.5");
        accepted.add("text/html");
        assertThat(accepted.preferred()).isEqualTo(Representation.HTML);
    }
}
