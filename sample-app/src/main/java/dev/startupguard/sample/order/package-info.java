/** Orders: placed by the site, confirmed or rejected by the worker. */
@NullMarked
package dev.startupguard.sample.order;

import org.jspecify.annotations.NullMarked;
