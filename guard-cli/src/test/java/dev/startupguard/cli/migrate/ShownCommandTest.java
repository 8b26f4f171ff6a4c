package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "psql --password=S3cret! -f x | psql --password=*** -f x",
                "psql --password='S3cret! x' -f y | psql --password='***' -f y",
                "psql --password=\"S3\\\"cret x\" -f y | psql --password=\"***\" -f y",
                "psql '--password=S3 cret' -f y | psql '--password=***' -f y",
                "psql --password=S3\\ cret -f y | psql --password=*** -f y",
                "psql --password=S3'c'\"r\"et -f y | psql --password=*** -f y",
                "psql --password=S3;cret -f y | psql --password=*** -f y",
                "psql --password=S3&cret -f y | psql --password=*** -f y",
                "psql --password S3cret -f y | psql --password *** -f y",
                "psql --db-password 'S3 cret' -f y | psql --db-password '***' -f y",
                "java org.h2.tools.RunScript -user sa -password S3cret -script y "
                        + "| java org.h2.tools.RunScript -user sa -password *** -script y",
                "PGPASSWORD=\"S3cret\" psql -f y | PGPASSWORD=\"***\" psql -f y",
                "PGPASSWORD='S3 cret' psql -f y | PGPASSWORD='***' psql -f y",
                "cd /x&&PGPASSWORD=S3cret psql | cd /x&&PGPASSWORD=*** psql",
                "(export MYSQL_PWD=S3cret; mariadb) | (export MYSQL_PWD=*** mariadb)",
                "env 'PGPASSWORD=S3 cret' psql | env 'PGPASSWORD=***' psql",
                "AWS_SECRET_ACCESS_KEY=S3cret aws s3 cp y . | AWS_SECRET_ACCESS_KEY=*** aws s3 cp y .",
                "DB_PW=S3cret restore; mvn -Dflyway.password=S3cret x | DB_PW=*** restore; mvn -Dflyway.password=*** x",
                "mariadb -uroot -pS3cret shop | mariadb -uroot -p*** shop",
                "mariadb -uroot -p'S3 cret' shop | mariadb -uroot -p'***' shop",
                "mariadb \"-pS3 cret\" shop | mariadb \"-p***\" shop",
                "sshpass -p S3cret ssh db restore | sshpass -p *** ssh db restore",
                "curl -u backup:S3cret https://h/y | curl -u backup:*** https://h/y",
                "psql postgresql://u:S3cret@db/shop -f y | psql postgresql://u:***@db/shop -f y",
                "psql postgresql://u:S3@c/ret@db/shop -f y | psql postgresql://u:***@db/shop -f y",
                "psql 'postgresql://db/shop?user=u&password=S3cret&sslmode=require' -f y "
                        + "| psql 'postgresql://db/shop?user=u&password=***' -f y",
                "psql \"host=db password='S3 cret' user=u\" -f y | psql \"host=db password='***' user=u\" -f y",
                "sqltool 'Server=db;Password=S3 cret;Database=shop' | sqltool 'Server=db;Password=***'",
                "psql -c \"ALTER USER shop PASSWORD 'S3 cret'\" | psql -c \"ALTER USER shop PASSWORD '***'\"",
                "mariadb -e \"CREATE USER u IDENTIFIED BY 'S3cret'\" | mariadb -e \"CREATE USER u IDENTIFIED BY '***'\"",
                "sh -c 'mariadb -pS3cret shop < y' | sh -c 'mariadb -p*** shop < y'",
                "sh -c \"mariadb --password='S3 cret' shop\" | sh -c \"mariadb --password='***' shop\"",
                "sh -c \"PGPASSWORD=\\\"S3 cret\\\" psql -f y\" | sh -c \"PGPASSWORD=\\\"***\\\" psql -f y\"",
                "sh -c 'mariadb -p'\\''S3 cret'\\'' shop' | sh -c 'mariadb -p'\\''***'\\'' shop'",
                "ssh db \"PGPASSWORD=S3cret pg_restore -d shop y\" | ssh db \"PGPASSWORD=*** pg_restore -d shop y\"",
                "docker exec db bash -lc 'ssh h \"mariadb -pS3cret shop\"' | docker exec db bash -lc 'ssh h \"mariadb -p*** shop\"'",
                "psql --password='S3cret without an end | psql --password=***",
            })
    void aPasswordIsLeftOutHoweverItIsSpelt(String command, String shown) {
        assertThat(ShownCommand.of(command)).isEqualTo(shown);
        // As where a failure is reported.
        assertThat(ShownCommand.of(ShownCommand.of(command))).isEqualTo(shown).doesNotContain("S3", "c'", "cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_restore --clean --if-exists -d shop shop.dump",
                "gunzip -c \"$GUARD_BACKUP_FILE\" | psql -h db -p 5432 -U 'shop owner' \"dbname=shop user=u\"",
                "mariadb --defaults-extra-file=/etc/backup.cnf -P 3306 shop < 'shop of 5 may.sql'",
                "restic restore latest --password-file=/run/secrets/restic --target /",
                "mkdir -p /restore && psql postgresql://db:5432/shop?user=a@b -f x",
                "C:\\pg\\bin\\pg_restore.exe -d shop shop.dump",
                "it can't be done without the DBA",
                "",
            })
    void whatIsNoPasswordStaysAsItIs(String command) {
        assertThat(ShownCommand.of(command)).isEqualTo(command);
    }
}
