package dev.startupguard.cli.lint;

import java.util.EnumSet;
import java.util.Set;

/**
 * One thing that a statement does, whatever the dialect: what the rules look at.
 *
 * @param table the table, or the object itself where it is none of a table's
 * @param object the column, constraint or index; empty where there is none
 * @param traits what else is known
 * @param detail depends on the kind: a new name, a type, the text of a check, a reason
 */
record Change(Kind kind, Name table, String object, Set<Trait> traits, String detail) {

    Change {
        traits = Set.copyOf(traits);
    }

    enum Kind {
        TABLE_CREATED,
        TABLE_DROPPED,
        TABLE_RENAMED,
        /** Harmless for readers and writers, but it waits for a lock on the table and makes others wait. */
        TABLE_CHANGED,
        /** Written anew, under a lock; the detail says by what. */
        TABLE_REWRITTEN,
        TABLE_LOCKED,
        TABLE_TRUNCATED,
        PARTITION_DROPPED,
        PARTITION_DETACHED,
        /** The table is the partition. */
        PARTITION_ATTACHED,
        ROW_SECURITY_ENABLED,
        COLUMN_ADDED,
        COLUMN_DROPPED,
        COLUMN_RENAMED,
        TYPE_CHANGED,
        NOT_NULL_SET,
        NOT_NULL_DROPPED,
        /** The detail is "dropped" where there is none any more. */
        DEFAULT_CHANGED,
        CONSTRAINT_ADDED,
        CONSTRAINT_VALIDATED,
        INDEX_CREATED,
        INDEX_DROPPED,
        INDEX_REBUILT,
        VIEW_REFRESHED,
        /** The object is the trigger, or the word for all of them. */
        TRIGGER_DISABLED,
        TRIGGER_ENABLED,
        /** SQL Server and MySQL keep a constraint that is not enforced; the object is its name. */
        CONSTRAINT_DISABLED,
        CONSTRAINT_ENABLED,
        ENUM_VALUE_ADDED,
        ENUM_VALUE_RENAMED,
        /** A view, routine, trigger, sequence, type, schema or other, as the detail says. */
        OBJECT_CREATED,
        OBJECT_REPLACED,
        OBJECT_DROPPED,
        OBJECT_RENAMED,
        DATA_REWRITTEN,
        FLOOR_RAISED,
        RIGHTS_REVOKED,
        SETTING_CHANGED,
        TRANSACTION_BEGUN,
        /** Code that is known only when it runs. */
        OPAQUE,
        NOT_UNDERSTOOD
    }

    enum Trait {
        NOT_NULL,
        HAS_DEFAULT,
        COMPUTED_DEFAULT,
        GENERATED,
        STORED,
        SERIAL,
        UNIQUE,
        PRIMARY_KEY,
        CHECK,
        FOREIGN_KEY,
        EXCLUSION,
        NOT_VALID,
        USING_INDEX,
        /** CONCURRENTLY, ONLINE = ON, or a clause by which MySQL refuses instead of blocking. */
        ONLINE,
        /** A clause that asks for a copy or a lock. */
        COPYING,
        /** FULLTEXT, SPATIAL. */
        SPECIAL_INDEX,
        /** Belongs to a column that is added by the same statement. */
        LOCAL,
        /** MariaDB: WAIT or NOWAIT. */
        WAITS,
        UNLIMITED_TEXT
    }

    static Change of(Kind kind, Name table, Trait... traits) {
        return of(kind, table, "", "", traits);
    }

    static Change of(Kind kind, Name table, String object, String detail, Trait... traits) {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(Set.of(traits));
        return new Change(kind, table, object, all, detail);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    Change with(Trait trait) {
        return with(Set.of(trait));
    }

    Change with(Set<Trait> more) {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(more);
        return new Change(kind, table, object, all, detail);
    }
}
