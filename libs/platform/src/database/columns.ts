import {Column, ForeignKey, PrimaryColumn, type ColumnOptions} from 'typeorm';

/** A UUID made by the database, version 7's kind: new rows sort by age, so indexes stay tight. */
export const Id = () => PrimaryColumn({type: 'uuid', default: () => 'new_id()'});

/** The tenant that owns the row; row-level security holds every statement to it. */
export function CouncilId(): PropertyDecorator {
  return (target, property) => {
    Column({type: 'uuid'})(target, property);
    ForeignKey('Council')(target, property);
  };
}

/** A reference into any table by its name; across libs there are ids and foreign keys, never entity relations. */
export function Reference(table: string, options: ColumnOptions = {}): PropertyDecorator {
  return (target, property) => {
    Column({type: 'uuid', ...options})(target, property);
    ForeignKey(entityOf(table))(target, property);
  };
}

/** Whole pence. */
export const PenceColumn = (options: ColumnOptions = {}) => Column({type: 'bigint', ...options});

/** An instant, with its zone. */
export const InstantColumn = (options: ColumnOptions = {}) => Column({type: 'timestamptz', ...options});

/** When the row was written, by the database's clock. */
export const CreatedAt = () => Column({type: 'timestamptz', default: () => 'now()'});

/** A calendar day, as `2026-03-29`. */
export const DayColumn = (options: ColumnOptions = {}) => Column({type: 'date', ...options});

/** TypeORM finds an entity by its class: budget_line is BudgetLine. */
function entityOf(table: string): string {
  return table.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
