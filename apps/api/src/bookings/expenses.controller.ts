import {randomUUID} from 'node:crypto';
import {Body, Controller, Delete, Headers, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiHeader, ApiTags} from '@nestjs/swagger';
import {Expenses} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ExpenseRequest, ExpenseResponse} from './visit.dto.js';

@ApiTags('visits')
@ApiBearerAuth()
@Controller('api/v1/visits/:id/expenses')
export class ExpensesController {
  constructor(private readonly expenses: Expenses) {}

  /** What the PA or provider laid out on the visit. It counts with the hours. */
  @Allow('hours:record')
  @ApiHeader({name: 'Idempotency-Key', required: false, description: 'A UUID: sent twice, it is written down once.'})
  @Post()
  async add(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {what, pence}: ExpenseRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<ExpenseResponse> {
    const formKey = key?.slice(0, 200) ?? randomUUID();
    return {id: await this.expenses.add(principal, id, {what, pence, formKey}), what, pence};
  }

  /** Takes it back, for as long as the hours are not approved. */
  @Allow('hours:record')
  @Delete(':expense')
  @HttpCode(204)
  async remove(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('expense') expense: string,
  ): Promise<void> {
    await this.expenses.remove(principal, id, expense);
  }
}
