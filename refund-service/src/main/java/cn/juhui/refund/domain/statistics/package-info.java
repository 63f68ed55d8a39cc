/// What counts of a case, and how it is added up.
@NullMarked
package cn.juhui.refund.domain.statistics;

import org.jspecify.annotations.NullMarked;
