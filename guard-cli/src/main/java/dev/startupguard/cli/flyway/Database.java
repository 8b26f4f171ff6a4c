package dev.startupguard.cli.flyway;

/** The kinds of database that scripts are made for. */
public enum Database {
    POSTGRESQL,
    /** MariaDB and MySQL, whose client and whose history table are the same. */
    MARIADB,
    H2
}
