package com.example.conferences;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
class Conference {

    @Id
    private Long id;

    private String name;

    String name() {
        return name;
    }
}
