INSERT INTO room VALUES (3, N'${prefix} ${value}');
INSERT INTO room VALUES (4, N'${flyway:defaultSchema}.${flyway:table}');
