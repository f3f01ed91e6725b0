/** The pages of orders and partners. They ask the same use cases as the API and hold no rule of their own. */
@NullMarked
package org.haat.order.console;

import org.jspecify.annotations.NullMarked;
