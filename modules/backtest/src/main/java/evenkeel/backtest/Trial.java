package evenkeel.backtest;

import evenkeel.domain.Policy;

/**
 * One set of a sweep.
 *
 * @param label what tells it from the others, such as {@code threshold=5 %}
 */
public record Trial(String label, Policy policy, WalkRules rules) {}
