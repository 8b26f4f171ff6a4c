/** The guard in a Jakarta Servlet container: the filter, the probe and control endpoints, the closed response, the initializer. */
@NullMarked
package dev.startupguard.servlet;

import org.jspecify.annotations.NullMarked;
