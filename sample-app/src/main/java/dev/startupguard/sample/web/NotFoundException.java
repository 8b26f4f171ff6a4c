package dev.startupguard.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(HttpStatus.NOT_FOUND)
final class NotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
