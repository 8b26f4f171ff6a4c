package dev.startupguard.spring.actuate;

/** Why a request was refused, with the fields of an RFC 9457 problem. */
record ProblemDescriptor(String title, int status, String detail) {}
