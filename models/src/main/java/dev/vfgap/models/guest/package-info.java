/**
 * The guest: the life of the VF's network driver, and {@code net_failover}'s two rules.
 *
 * <p>Sources: Linux 6.12 {@code drivers/net/net_failover.c}, {@code net/core/failover.c}, {@code net/core/dev.c}, and
 * the drivers igbvf, ixgbevf, e1000e, vmxnet3.
 */
package dev.vfgap.models.guest;
