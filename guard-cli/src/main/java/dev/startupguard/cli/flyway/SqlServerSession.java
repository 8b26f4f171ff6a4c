package dev.startupguard.cli.flyway;

/**
 * What a session of SQL Server cannot be given by a script, and so has to have.
 *
 * @param database the one that it is in
 * @param userSchema where names without a schema are, which is the user's
 */
public record SqlServerSession(String database, String userSchema) {}
