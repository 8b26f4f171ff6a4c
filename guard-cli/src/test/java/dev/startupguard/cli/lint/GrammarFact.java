package dev.startupguard.cli.lint;

import static dev.startupguard.cli.lint.Rule.*;

import dev.startupguard.cli.flyway.SqlDialect;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a rule context of a grammar says must be found.
 *
 * @param context the rule, as its class is called without "Context"
 * @param words all its words; the group c is a column
 * @param anyOf one of these must be found; none where the context makes the column, or the object that it names first
 */
record GrammarFact(String context, Pattern words, Set<Rule> anyOf) {
    private static final String UNLESS_FILLED = "(?!.*( DEFAULT | AS |SERIAL|IDENTITY|AUTO_INCREMENT))(?=.* NOT NULL)";
    private static final String PG_ADD =
            "ADD (?!CONSTRAINT |UNIQUE |PRIMARY |FOREIGN |CHECK |EXCLUDE )(COLUMN )?+(IF NOT EXISTS )?+(?<c>\\S+) ";
    private static final String PG_ALTER = "ALTER (COLUMN )?+(?<c>\\S+) ";
    private static final String PG_CONSTRAINT = "ADD (CONSTRAINT \\S+ )?";
    private static final String TSQL_ADD = "(WITH (NO)?CHECK )?ADD (.* , )?(CONSTRAINT \\S+ )?";
    private static final String MARIADB_ADD = "ADD (COLUMN )?+(IF NOT EXISTS )?+(\\( )?+(?<c>\\S+) ";
    private static final String UPDATE = ".*?\\bUPDATE .*? SET (\\S+ ?\\. ?)?(?<c>\\S+) ";
    private static final String UNASSERTED = "(?!.*(ALGORITHM (= )?(INSTANT|INPLACE|NOCOPY)|LOCK (= )?NONE\\b))";

    static final List<GrammarFact> POSTGRESQL = List.of(
            of(
                    "Create_(foreign_)?table(_as)?_statement|Create_(view|sequence|type|domain|schema|function)_statement",
                    ""),
            of("Create_(trigger|index)_statement", ""),
            of("Table_action", PG_ADD),
            of("Alter_table_statement", ".* RENAME (COLUMN )?\\S+ TO (?<c>\\S+)"),
            of("Table_action", "DROP (?!CONSTRAINT )(COLUMN )?+(IF EXISTS )?+(?<c>\\S+)", DROP_COLUMN),
            of("Table_action", PG_ADD + UNLESS_FILLED, ADD_REQUIRED_COLUMN),
            of("Table_action", PG_ADD + "(SMALL|BIG)?SERIAL", SERIAL_COLUMN),
            of("Table_action", PG_ADD + ".* STORED", STORED_GENERATED_COLUMN),
            of("Table_action", PG_ALTER + "(SET DATA )?TYPE ", CHANGE_COLUMN_TYPE),
            of("Table_action", PG_ALTER + "SET NOT NULL", SET_NOT_NULL),
            of("Table_action", PG_ALTER + "SET NOT NULL", NOT_NULL_SCAN),
            of("Table_action", PG_ALTER + "DROP NOT NULL", DROP_NOT_NULL),
            of(
                    "Table_action",
                    PG_ALTER + "(SET DEFAULT|DROP (DEFAULT|IDENTITY|EXPRESSION)|SET GENERATED)",
                    CHANGE_DEFAULT),
            of("Table_action", PG_CONSTRAINT + "(UNIQUE|PRIMARY KEY) (?!USING )", ADD_UNIQUE),
            of("Table_action", PG_CONSTRAINT + "(UNIQUE|PRIMARY KEY) (?!USING )", UNIQUE_WITHOUT_INDEX),
            of("Table_action", PG_CONSTRAINT + "CHECK ", ADD_CHECK),
            of("Table_action", PG_CONSTRAINT + "FOREIGN KEY ", ADD_FOREIGN_KEY),
            of("Table_action", PG_CONSTRAINT + "(CHECK|FOREIGN KEY) (?!.* NOT VALID)", CONSTRAINT_NOT_VALID_MISSING),
            of("Table_action", PG_CONSTRAINT + "EXCLUDE ", EXCLUSION_CONSTRAINT),
            of("Table_action", "ENABLE ROW LEVEL SECURITY", ENABLE_ROW_SECURITY),
            of("Table_action", "SET ((UN)?LOGGED|ACCESS METHOD|TABLESPACE)", TABLE_REWRITE),
            of("Alter_table_statement", ".* RENAME (?!CONSTRAINT |TO )(COLUMN )?(?<c>\\S+) TO ", RENAME_COLUMN),
            of("Alter_table_statement", ".* (RENAME TO|SET SCHEMA) ", RENAME_TABLE),
            of("Alter_partition", "DETACH ", DROP_PARTITION),
            of("Alter_partition", "DETACH (?!.* (CONCURRENTLY|FINALIZE))", DETACH_NOT_CONCURRENT),
            of("Drop_statements", "(FOREIGN )?TABLE ", DROP_TABLE),
            of("Drop_statements", "(MATERIALIZED )?VIEW ", DROP_VIEW),
            of("Drop_statements", "SEQUENCE ", DROP_SEQUENCE),
            of("Drop_statements", "(TYPE|DOMAIN) ", DROP_TYPE),
            of("Drop_statements", "SCHEMA ", DROP_SCHEMA),
            of("Drop_statements", "EXTENSION ", DROP_ROUTINE),
            of("Drop_statements", "(ROLE|USER) ", REVOKE_RIGHTS),
            of("Drop_statements", "INDEX (?!CONCURRENTLY )", DROP_INDEX_NOT_CONCURRENT),
            of("Drop_function_statement", "", DROP_ROUTINE),
            of("Drop_trigger_statement", "", DROP_TRIGGER),
            of("Drop_database_statement", "", DROP_SCHEMA),
            of("Drop_owned_statement", "", REVOKE_RIGHTS, DROP_SCHEMA, DROP_TABLE),
            of("Create_index_statement", "(UNIQUE )?INDEX (?!CONCURRENTLY )", INDEX_NOT_CONCURRENT),
            of("Create_index_statement", "UNIQUE ", ADD_UNIQUE),
            of("Alter_type_statement", ".* ADD VALUE ", ADD_ENUM_VALUE),
            of("Alter_type_statement", ".* RENAME VALUE ", RENAME_ENUM_VALUE),
            of(
                    "Alter_(type|view|sequence|schema|function|aggregate|materialized_view|database)_statement",
                    ".* RENAME TO ",
                    RENAME_OBJECT),
            of("Alter_sequence_statement", ".* INCREMENT ", CHANGE_SEQUENCE),
            of("Create_view_statement", "OR REPLACE ", REPLACE_VIEW),
            of("Create_function_statement", "OR REPLACE ", REPLACE_ROUTINE),
            of("Create_trigger_statement", "OR REPLACE ", REPLACE_TRIGGER),
            of("Truncate_stmt", "", TRUNCATE_TABLE),
            of("(Delete|Merge)_stmt_for_psql", "", REWRITE_DATA),
            of("Update_stmt_for_psql", UPDATE, REWRITE_DATA),
            of("Insert_stmt_for_psql", ".* DO UPDATE ", REWRITE_DATA),
            of("Rule_common", "REVOKE ", REVOKE_RIGHTS),
            of("Reindex_stmt", "(?!.* CONCURRENTLY)", REINDEX_NOT_CONCURRENT),
            of("Cluster_stmt", "", CLUSTER),
            of("Script_additional", "VACUUM .*FULL(?! FALSE)", VACUUM_FULL),
            of("Lock_table", "", LOCK_TABLE),
            of("Additional_statement", "REFRESH MATERIALIZED VIEW (?!CONCURRENTLY )", REFRESH_NOT_CONCURRENT));

    static final List<GrammarFact> MARIADB = List.of(
            of("(Column|Query|Copy)CreateTable|Create(View|Sequence|Function|Procedure|Trigger|Event|Database)", ""),
            of("AlterByAddColumns?", MARIADB_ADD),
            of("AlterByChangeColumn", "CHANGE (COLUMN )?+\\S+ (?<c>\\S+) "),
            of("AlterByDropColumn", "DROP (COLUMN )?+(IF EXISTS )?+(?<c>\\S+)", DROP_COLUMN),
            of("AlterByAddColumns?", MARIADB_ADD + UNLESS_FILLED, ADD_REQUIRED_COLUMN),
            of("AlterByModifyColumn", "MODIFY (COLUMN )?+(IF EXISTS )?+(?<c>\\S+) ", CHANGE_COLUMN_TYPE),
            of("AlterByChangeColumn", "CHANGE (COLUMN )?+(IF EXISTS )?+(?<c>\\S+) (?!\\k<c> )", RENAME_COLUMN),
            of("AlterByChangeColumn", "CHANGE (COLUMN )?+(IF EXISTS )?+(?<c>\\S+) ", CHANGE_COLUMN_TYPE),
            of("AlterByRenameColumn", "RENAME COLUMN (?<c>\\S+)", RENAME_COLUMN),
            of("AlterByRename|RenameTableClause", "", RENAME_TABLE),
            of("AlterByAdd(UniqueKey|PrimaryKey)", "", ADD_UNIQUE),
            of("AlterByAddForeignKey", "", ADD_FOREIGN_KEY),
            of("AlterByAddCheckTableConstraint", "", ADD_CHECK),
            of("AlterByChangeDefault", "ALTER (COLUMN )?+(?<c>\\S+)", CHANGE_DEFAULT),
            of("AlterBy(Drop|Truncate|Exchange)Partition", "", DROP_PARTITION, TRUNCATE_TABLE),
            of("AlterBy(ConvertCharacterset|Force|Order)", "", TABLE_COPY, ONLINE_CLAUSE_MISSING),
            of("AlterByTableOption", "ENGINE ", TABLE_COPY, ONLINE_CLAUSE_MISSING),
            of(
                    "AlterTable",
                    UNASSERTED + ".* (ADD|MODIFY|CHANGE|DROP (COLUMN|INDEX|KEY)) (?!PARTITION )",
                    TABLE_COPY,
                    ONLINE_CLAUSE_MISSING),
            of("AlterTable", ".* (ALGORITHM (= )?COPY|LOCK (= )?(SHARED|EXCLUSIVE))", TABLE_COPY),
            of("CreateIndex|DropIndex", UNASSERTED, TABLE_COPY, ONLINE_CLAUSE_MISSING),
            of("CreateIndex", "CREATE (OR REPLACE )?UNIQUE ", ADD_UNIQUE),
            of("(Column|Query|Copy)CreateTable", "CREATE OR REPLACE ", DROP_TABLE),
            of("DropTable", "DROP TABLE", DROP_TABLE),
            of("DropView", "", DROP_VIEW),
            of("Drop(Procedure|Function)", "", DROP_ROUTINE),
            of("DropTrigger", "", DROP_TRIGGER),
            of("DropSequence", "", DROP_SEQUENCE),
            of("DropDatabase", "", DROP_SCHEMA),
            of("DropUser|DropRole|RevokeStatement", "", REVOKE_RIGHTS),
            of("TruncateTable", "", TRUNCATE_TABLE),
            of("CreateView", "CREATE OR REPLACE ", REPLACE_VIEW),
            of("AlterView", "", REPLACE_VIEW),
            of("Create(Procedure|Function)", "CREATE OR REPLACE ", REPLACE_ROUTINE),
            of("CreateTrigger", "CREATE OR REPLACE ", REPLACE_TRIGGER),
            of("AlterSequence", ".* INCREMENT ", CHANGE_SEQUENCE),
            of("(Single|Multiple)DeleteStatement|ReplaceStatement", "", REWRITE_DATA),
            of("(Single|Multiple)UpdateStatement", UPDATE, REWRITE_DATA),
            of("InsertStatement", ".* ON DUPLICATE KEY UPDATE ", REWRITE_DATA),
            of("LockTables", "", LOCK_TABLE));

    static final List<GrammarFact> SQLSERVER = List.of(
            of(
                    "Create_(table|sequence|type|schema|synonym|index)|Create_or_alter_(view|procedure|function|trigger)",
                    ""),
            of("Alter_table_action", "(WITH (NO)?CHECK )?ADD (?<c>\\S+) "),
            of("Table_action_drop", "COLUMN (IF EXISTS )?(?<c>\\S+)", DROP_COLUMN),
            of(
                    "Alter_table_action",
                    "ALTER COLUMN (?<c>\\S+) (?!ADD |DROP )",
                    CHANGE_COLUMN_TYPE,
                    DROP_NOT_NULL,
                    SET_NOT_NULL),
            of("Alter_table_action", "ALTER COLUMN (?<c>\\S+) .*NOT NULL", SET_NOT_NULL),
            of(
                    "Alter_table_action",
                    "ADD (?!CONSTRAINT |UNIQUE |CHECK |FOREIGN )(?<c>\\S+) " + UNLESS_FILLED,
                    ADD_REQUIRED_COLUMN),
            of("Alter_table_action", TSQL_ADD + "FOREIGN KEY ", ADD_FOREIGN_KEY),
            of("Alter_table_action", TSQL_ADD + "CHECK \\(", ADD_CHECK),
            of(
                    "Alter_table_action",
                    "(WITH CHECK )?ADD (CONSTRAINT \\S+ )?(FOREIGN KEY|CHECK) ",
                    CONSTRAINT_NOT_VALID_MISSING),
            of("Alter_table_action", TSQL_ADD + "(UNIQUE|PRIMARY KEY) ", ADD_UNIQUE),
            of("Alter_table_action", TSQL_ADD + "DEFAULT ", CHANGE_DEFAULT),
            of("Alter_table_action", "SWITCH ", DROP_PARTITION),
            of(
                    "Alter_index_action|Alter_table_action",
                    "REBUILD(?!.*ONLINE = ON)",
                    REINDEX_NOT_CONCURRENT,
                    TABLE_REWRITE),
            of("Create_index", "(?!.*ONLINE = ON)", INDEX_NOT_CONCURRENT),
            of("Create_index", "UNIQUE ", ADD_UNIQUE),
            of("Drop_statements", "TABLE ", DROP_TABLE),
            of("Drop_statements", "(VIEW|SYNONYM) ", DROP_VIEW),
            of("Drop_statements", "(PROC|PROCEDURE|FUNCTION) ", DROP_ROUTINE),
            of("Drop_statements|Drop_ddl_trigger", "TRIGGER ", DROP_TRIGGER),
            of("Drop_statements", "SEQUENCE ", DROP_SEQUENCE),
            of("Drop_statements", "TYPE ", DROP_TYPE),
            of("Drop_statements", "(SCHEMA|DATABASE) ", DROP_SCHEMA),
            of("Drop_statements", "(USER|LOGIN|ROLE) ", REVOKE_RIGHTS),
            of("Execute_statement", ".*\\bSP_RENAME\\b(?!.*'INDEX')", RENAME_COLUMN, RENAME_TABLE, RENAME_OBJECT),
            of("Batch_statement", "(CREATE OR )?ALTER VIEW ", REPLACE_VIEW),
            of("Batch_statement", "(CREATE OR )?ALTER (PROC|PROCEDURE|FUNCTION) ", REPLACE_ROUTINE),
            of("Batch_statement", "(CREATE OR )?ALTER TRIGGER ", REPLACE_TRIGGER),
            of("Alter_sequence", ".* INCREMENT ", CHANGE_SEQUENCE),
            of("Alter_schema_sql", "", RENAME_TABLE, RENAME_OBJECT),
            of("Truncate_table", "", TRUNCATE_TABLE),
            of("(Delete|Merge)_statement", "", REWRITE_DATA),
            of("Update_statement", UPDATE, REWRITE_DATA),
            of("Rule_common", "(REVOKE|DENY) ", REVOKE_RIGHTS));

    /** PostgreSQL's grammar reads most of H2's, too. */
    static List<GrammarFact> of(SqlDialect dialect) {
        return switch (dialect) {
            case POSTGRESQL, H2 -> POSTGRESQL;
            case MARIADB -> MARIADB;
            case SQLSERVER -> SQLSERVER;
            case MYSQL -> List.of();
        };
    }

    private static GrammarFact of(String context, String start, Rule... anyOf) {
        return new GrammarFact(context, Pattern.compile(start), Set.copyOf(Arrays.asList(anyOf)));
    }
}
