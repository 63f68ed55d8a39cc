/// The web pages for people: customers, merchants, customer service and operators.
@NullMarked
package cn.juhui.gateway.console;

import org.jspecify.annotations.NullMarked;
