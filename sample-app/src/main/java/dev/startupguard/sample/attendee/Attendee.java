package dev.startupguard.sample.attendee;

/** Who takes the seats of an order. */
public record Attendee(AttendeeName name, String email) {}
