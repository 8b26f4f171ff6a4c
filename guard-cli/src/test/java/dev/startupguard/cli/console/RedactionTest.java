package dev.startupguard.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "bad 'jdbc:x;password=S3cret' given | bad 'jdbc:x;password=***' given",
                "jdbc:x?password=S3cret&ssl=true | jdbc:x?password=***&ssl=true",
                "password = 'S3 cret', user = 'u' | password = ***, user = 'u'",
                "password='S3''cret; x' given | password=*** given",
                "PGPASSWORD=\"S3 \\\" cret\" psql | PGPASSWORD=*** psql",
                "token='S3 cret without an end | token=***",
                "//u:S3cret@db | //u:***@db",
                "password=***, password='***' x | password=***, password='***' x",
            })
    void aPasswordIsReplacedWithTheQuotesAroundIt(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }
}
