package dev.startupguard.sample.attendee;

/** Where attendees are kept; each release has its own mapping. Both methods expect a transaction. */
public interface Attendees {
    void add(String orderId, Attendee attendee);

    /** The attendee of an order that exists. */
    Attendee ofOrder(String orderId);
}
