package dev.startupguard.bench.startup;

import org.springframework.data.jpa.repository.JpaRepository;

interface Speakers extends JpaRepository<Speaker, Long> {}
