def log = new File(basedir, 'build.log').text
assert log.contains('[ERROR] target/classes/db/migration/V2__no_name.sql:1: error: drop-column (customer.name)')
assert log.contains('The findings above.')
assert !new File(basedir, 'target/shop-1-migrations.sql').exists()
