package dev.startupguard.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.startupguard.cli.migrate.JournaledStatement.Durability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementKindTest {

    @ParameterizedTest
    @CsvSource({
        "CREATE TABLE a (id INT), COMMITS_FIRST",
        "alter table a add b int, COMMITS_FIRST",
        "/*!50003 CREATE TRIGGER t, COMMITS_FIRST",
        "CREATE TEMPORARY TABLE a (id INT), OTHER",
        "CREATE OR REPLACE TEMPORARY TABLE a (id INT), OTHER",
        "DROP TEMPORARY TABLE a, OTHER",
        "INSERT INTO a VALUES (1), DATA",
        "with x as (select 1) delete from a, DATA",
        "LOAD DATA INFILE '…', DATA",
        "LOAD INDEX INTO CACHE a, OTHER",
        "CALL p(), PROGRAM",
        "BEGIN NOT ATOMIC, PROGRAM",
        "block: BEGIN NOT ATOMIC, PROGRAM",
        "EXECUTE s, PROGRAM",
        "SET @x = 1, OTHER",
        "ANALYZE TABLE a, OTHER",
    })
    void aStatementIsKnownByItsFirstWords(String summary, StatementKind kind) {
        assertThat(StatementKind.of(summary)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        // What was open and is not any more: only DDL is sure to have committed it.
        "COMMITS_FIRST, true,  false, COMMITTED",
        "DATA,          true,  false, OPEN",
        "OTHER,         true,  false, UNDECIDED",
        "PROGRAM,       true,  false, UNDECIDED",
        // Nothing was open that could have gone, but a procedure may have done a part of its own work.
        "COMMITS_FIRST, false, false, COMMITTED",
        "DATA,          false, false, COMMITTED",
        "OTHER,         false, false, COMMITTED",
        "PROGRAM,       false, false, UNDECIDED",
        // The rollback that follows undoes it.
        "COMMITS_FIRST, true,  true,  OPEN",
        "DATA,          true,  true,  OPEN",
        "DATA,          false, true,  OPEN",
        "OTHER,         true,  true,  OPEN",
        "PROGRAM,       true,  true,  UNDECIDED",
    })
    void whatAFailureMeansForWhatWasOpen(StatementKind kind, boolean wasOpen, boolean isOpen, Durability durability) {
        assertThat(kind.ofFailure(wasOpen, isOpen)).isEqualTo(durability);
    }
}
