import {TextInput} from '../../forms/inputs.js';
import {IsString, MaxLength, MinLength} from 'class-validator';
import {Expose} from 'class-transformer';

export class SignInForm {
  @TextInput('Email address', {max: 320})
  email: string;

  @Expose()
  @IsString({message: 'Enter your password'})
  @MinLength(1, {message: 'Enter your password'})
  @MaxLength(1000, {message: 'Password must be 1,000 characters or fewer'})
  password: string;
}
