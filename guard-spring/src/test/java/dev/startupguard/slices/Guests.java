package dev.startupguard.slices;

import org.springframework.data.jpa.repository.JpaRepository;

interface Guests extends JpaRepository<Guest, Long> {}
