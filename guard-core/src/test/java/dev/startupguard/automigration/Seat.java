package dev.startupguard.automigration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity whose table does not exist in the tests' database. */
@Entity
public class Seat {

    @Id
    long number;
}
