/// Which service answers which path, how it is asked, and what is said when it doesn't answer.
@NullMarked
package cn.juhui.gateway.route;

import org.jspecify.annotations.NullMarked;
