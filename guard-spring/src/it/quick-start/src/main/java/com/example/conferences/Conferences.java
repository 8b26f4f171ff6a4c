package com.example.conferences;

import org.springframework.data.jpa.repository.JpaRepository;

interface Conferences extends JpaRepository<Conference, Long> {}
