INSERT INTO room VALUES (2, N'behind a mark');
