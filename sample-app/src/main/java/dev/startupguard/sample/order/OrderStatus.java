package dev.startupguard.sample.order;

/** {@code PENDING} until the worker decides, then one of the others for good. */
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    REJECTED
}
