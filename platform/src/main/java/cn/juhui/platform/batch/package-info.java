/// What many ask for at the same time, done together: nobody waits for company, and the more there is to do the less each costs.
@NullMarked
package cn.juhui.platform.batch;

import org.jspecify.annotations.NullMarked;
