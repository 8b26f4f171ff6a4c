package dev.startupguard.schema;

/**
 * The oldest build, by its schema version, that may still use the database.
 *
 * @param reason why it was raised, for people
 * @param raisedBy who or which migration raised it
 */
record SchemaFloor(SchemaVersion version, String reason, String raisedBy) {}
