/** Which optimizations a model is compiled with: those that make its table smaller, found out by counting the tables. */
package zkopt.tools.choice;
