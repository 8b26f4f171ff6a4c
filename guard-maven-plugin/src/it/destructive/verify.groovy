def log = new File(basedir, 'build.log').text
assert log.contains('V2__no_name.sql')
assert log.contains('guard:0.1.0-SNAPSHOT:lint') || log.contains('guard-maven-plugin:0.1.0-SNAPSHOT:lint')
assert !new File(basedir, 'target/shop-1-migrations.sql').exists()
